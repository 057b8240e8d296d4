/**
 * Serves a walk through a protocol on loopback. It only carries: what is answered is in `answers.ts`, and whom in
 * `strangers.ts`.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Progress, Signal } from '../../explore/options.ts';
import type { Page } from '../../report/html/page.ts';
import { pageHtml, policyOf } from '../../report/html/page.ts';
import { UsageError } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import { failureOf } from '../failures.ts';
import type { Io } from '../io.ts';
import { answerOf } from './answers.ts';
import { refusalOf } from './strangers.ts';

/** Never another interface: what is served is for whoever sits here. */
const loopback = '127.0.0.1';

/** Bytes of a question; a trace that is loaded is in one. */
const mostBytes = 64e6;

/** A server at work. */
export interface Serving {
  readonly url: string;
  /** Ends searches that are under way, and closes all connections. */
  readonly close: () => Promise<void>;
}

/** What is given back. */
interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Serves until it is closed. Port 0 is any that is free. @throws UsageError where the port is taken */
export async function serve(
  model: Model,
  page: Page,
  port: number,
  io: Pick<Io, 'pause'>,
): Promise<Serving> {
  let isClosing = false;
  const policy = policyOf(page);
  const html: Reply = { status: 200, type: 'text/html', body: pageHtml(page) };

  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<Reply> => {
    const { method = '', url = '' } = request;
    const refusal = refusalOf(request.headers, portOf(server));
    if (refusal !== undefined) return plainReply(403, `refused: ${refusal}`);
    if (method === 'GET' && url === '/') return html;
    if (method !== 'POST') return plainReply(404, 'there is only the page, and questions by POST');
    const asked = JSON.parse(await bodyOf(request));
    // Nobody waits for the answer any more: the reader has moved on, or everything ends.
    const isStopped = () => isClosing || response.destroyed;
    const answer = await drained(answerOf(model, url.slice(1), asked), io, isStopped);
    return { status: 200, type: 'application/json', body: JSON.stringify(answer) };
  };

  const server = createServer((request, response) => {
    reply(request, response)
      .catch((error: unknown) => complaintOf(error))
      .then((given) => send(response, given, policy))
      .catch(() => response.destroy());
  });
  await listen(server, port);
  return {
    url: `http://${loopback}:${portOf(server)}/`,
    close: () => {
      isClosing = true;
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'it is taken' : error.message;
      reject(new UsageError(`cannot listen at --port ${port}: ${why}`, { cause: error }));
    });
    server.listen(port, loopback, resolve);
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) throw new UsageError(`a question has at most ${mostBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Runs an answer to its end; others are heard in between. */
async function drained(
  answering: AsyncGenerator<Progress, unknown, Signal>,
  io: Pick<Io, 'pause'>,
  isStopped: () => boolean,
): Promise<unknown> {
  let step = await answering.next();
  while (!step.done) {
    await io.pause();
    step = await answering.next(isStopped() ? 'stop' : undefined);
  }
  return step.value;
}

/** What goes wrong with a question is told to who asked it, in the words that the command line has for it. */
function complaintOf(error: unknown): Reply {
  const isTheirs = error instanceof SyntaxError;
  const { text } = failureOf(isTheirs ? new UsageError('a question is JSON') : error, false);
  return plainReply(400, text.trim());
}

function plainReply(status: number, body: string): Reply {
  return { status, type: 'text/plain', body };
}

function send(response: ServerResponse, { status, type, body }: Reply, policy: string): void {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  });
  response.end(body);
}
