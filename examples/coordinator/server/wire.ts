/**
 * JSON over HTTP on the loopback, and the log of what happens.
 */
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** An answer, or a promise of it, for the body of a request. */
type Handler = (body: never) => unknown;

/** A server that runs. */
export interface Service {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** One line of the log: which node, what happened, and the values that tell it from others of its kind. */
export type Log = (event: {
  readonly node: string;
  readonly kind: string;
  readonly [value: string]: unknown;
}) => void;

/** Serves `POST /verb` by the handler of that name, on a port that is free. */
export async function serve(handlers: Readonly<Record<string, Handler>>): Promise<Service> {
  const answer = async (request: IncomingMessage): Promise<string> => {
    const handler = handlers[(request.url ?? '').slice(1)];
    if (!handler) throw new RangeError(`there is no ${request.url}`);
    return JSON.stringify((await handler((await json(request)) as never)) ?? {});
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (text) => response.end(text),
      (error) => response.writeHead(500).end(JSON.stringify(String(error))),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

/** Calls a service; null if it is down. @throws Error if it fails */
export async function call<T>(url: string, verb: string, body: object): Promise<T | null> {
  const method = 'POST';
  const response = await fetch(`${url}/${verb}`, { method, body: JSON.stringify(body) }).catch(
    () => null,
  );
  if (!response) return null;
  if (!response.ok) throw new Error(`${verb} fails: ${await response.text()}`);
  return (await response.json()) as T;
}
