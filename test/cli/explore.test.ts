import { request } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { explorePage } from '../../src/cli/explore/page.ts';
import { serve } from '../../src/cli/explore/server.ts';
import { refusalOf } from '../../src/cli/explore/strangers.ts';
import { instantiate } from '../../src/index.ts';
import twoPhaseCommit from '../fixtures/twoPhaseCommit.ts';
import { cli } from './harness.ts';
import type { Serving } from './serving.ts';
import { served } from './serving.ts';

let running: Serving | undefined;
afterEach(() => running?.end());

async function start(line: string): Promise<Serving> {
  running = await served(line);
  return running;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Asks as any program can, with whatever headers. */
function ask(
  { url }: Serving,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: unknown,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request(new URL(path, url), { method, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (data) => {
        text += data;
      });
      const { statusCode: status, headers: given } = response;
      response.on('end', () => resolve({ status, headers: given, body: text }));
    });
    sent.on('error', reject);
    sent.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

describe('explore serves on loopback until Ctrl-C', () => {
  it('says where, and ends with 0', async () => {
    const server = await start('explore mini/drop');
    expect(server.url.href).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect((await ask(server, '/')).status).toBe(200);
    const { exitCode, stderr } = await server.end();
    expect({ exitCode, stderr }).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "stderr": "Open this address in a browser on this machine. Ctrl-C ends it.
      ",
      }
    `);
    await expect(ask(server, '/')).rejects.toThrow('ECONNREFUSED');
  });

  it('the page may run its own script only, and ask its own server only', async () => {
    const { headers, body } = await ask(await start('explore mini/drop --preset repaired'), '/');
    expect(body).toContain('mini/drop, preset repaired, bounds note');
    const policy = String(headers['content-security-policy']).replaceAll(
      /sha256-[^']+/g,
      'sha256-…',
    );
    expect(policy).toMatchInlineSnapshot(
      `"default-src 'none'; style-src 'sha256-…'; script-src 'sha256-…'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"`,
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  it('a search that is under way does not keep it from ending', async () => {
    const server = await start('explore ./twoPhaseCommit.ts --bound participants=9');
    const asked = ask(
      server,
      '/search',
      {},
      { start: 0, instances: [], loop: null, property: 'deadlock' },
    );
    // A question that comes later is answered meanwhile.
    expect(
      (await ask(server, '/look', {}, { start: 0, instances: [], loop: null, step: 0 })).status,
    ).toBe(200);
    const [{ exitCode }, cut] = await Promise.all([server.end(), asked.catch(String)]);
    expect({ exitCode, cut }).toEqual({ exitCode: 0, cut: 'Error: socket hang up' });
  });

  it('a search stops when its asker has gone', async () => {
    const model = instantiate(twoPhaseCommit, { bound: { participants: 9 } });
    let pauses = 0;
    const begun = Promise.withResolvers<void>();
    const pause = () => {
      pauses++;
      begun.resolve();
      return setImmediate();
    };
    const { url, close } = await serve(model, explorePage(model, false), 0, { pause });
    const way = { start: 0, instances: [], loop: null };
    const leaving = new AbortController();
    const search = fetch(`${url}search`, {
      method: 'POST',
      body: JSON.stringify({ ...way, property: 'deadlock' }),
      signal: leaving.signal,
    });
    await begun.promise;
    leaving.abort();
    await expect(search).rejects.toThrow('aborted');
    const look = async () => {
      const body = JSON.stringify({ ...way, step: 0 });
      expect((await fetch(`${url}look`, { method: 'POST', body })).status).toBe(200);
    };
    for (let times = 0; times < 5; times++) await look();
    const stopped = pauses;
    for (let times = 0; times < 20; times++) await look();
    expect(pauses).toBe(stopped);
    await close();
  });

  it('a port that is taken, or none, is refused', async () => {
    const { url } = await start('explore mini/drop');
    const taken = await cli(`explore mini/drop --port ${url.port}`);
    expect({ ...taken, stderr: taken.stderr.replace(url.port, '…') }).toMatchInlineSnapshot(`
      {
        "exitCode": 64,
        "stderr": "dropproof: cannot listen at --port …: it is taken
      ",
        "stdout": "",
      }
    `);
    for (const port of ['70000', '-1', 'http']) {
      const { exitCode, stderr } = await cli(['explore', 'mini/drop', '--port', port]);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 64,
        stderr: `dropproof: --port ${port}: expected a whole number from 0 to 65535\n`,
      });
    }
  });
});

describe('explore answers its own page only', () => {
  it('at port 80, which browsers do not say', () => {
    const own = { host: 'localhost', origin: 'http://localhost', 'sec-fetch-site': 'same-origin' };
    expect(refusalOf(own, 80)).toBeUndefined();
    expect(refusalOf({ host: 'evil.example' }, 80)).toBe(
      'the host is "evil.example", not 127.0.0.1 or localhost',
    );
    expect(refusalOf(own, 8080)).toContain('the host is "localhost"');
  });

  const way = { start: 0, instances: [], loop: null, step: 0 };

  it.each([
    ['Host', { Host: 'evil.example' }, 'the host is "evil.example"'],
    ['a Host with another port', { Host: '127.0.0.1:1' }, 'the host is "127.0.0.1:1"'],
    ['Origin', { Origin: 'http://evil.example' }, 'the request comes from "http://evil.example"'],
    ['an opaque Origin', { Origin: 'null' }, 'the request comes from "null"'],
    ['Sec-Fetch-Site', { 'Sec-Fetch-Site': 'cross-site' }, 'the request is "cross-site"'],
    ['another port', { 'Sec-Fetch-Site': 'same-site' }, 'the request is "same-site"'],
  ])('%s gives a stranger away', async (_, headers, why) => {
    const server = await start('explore mini/drop');
    for (const answer of [ask(server, '/', headers), ask(server, '/look', headers, way)]) {
      const { status, body } = await answer;
      expect(status).toBe(403);
      expect(body).toContain(`refused: ${why}`);
    }
  });

  it('its own headers are accepted, by either name of this machine', async () => {
    const server = await start('explore mini/drop');
    for (const name of ['127.0.0.1', 'localhost']) {
      const host = `${name}:${server.url.port}`;
      const own = { Host: host, Origin: `http://${host}`, 'Sec-Fetch-Site': 'same-origin' };
      expect((await ask(server, '/look', own, way)).status).toBe(200);
    }
  });

  it.each([
    ['/look', '{', 'a question is JSON'],
    ['/look', '1', 'a question is a JSON object, not 1'],
    ['/look', {}, "'instances' must be a list of names, not undefined"],
    ['/look', { ...way, step: -1 }, "'step' must be a whole number from 0 on, not -1"],
    ['/load', { text: 1 }, "'text' must be a text, not 1"],
    ['/lok', {}, "unknown question 'lok'. Did you mean 'look'? Known: look, load, search."],
    ['/__proto__', {}, "unknown question '__proto__'. Known: look, load, search."],
  ])('%s %j is answered with what is wrong', async (path, question, complaint) => {
    const { status, body } = await ask(await start('explore mini/drop'), path, {}, question);
    expect({ status, body }).toEqual({ status: 400, body: `dropproof: ${complaint}` });
  });

  it('there is nothing else', async () => {
    const server = await start('explore mini/drop');
    expect((await ask(server, '/etc/passwd')).status).toBe(404);
    expect((await ask(server, '/look')).status).toBe(404);
  });
});
