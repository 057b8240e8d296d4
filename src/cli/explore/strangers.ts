/**
 * Who may ask: only pages that this server gave out, in a browser on this machine.
 *
 * A page from elsewhere can make a browser send requests to loopback, and a name from elsewhere can be made to point
 * there. The first is told by `Origin` and `Sec-Fetch-Site`, which scripts cannot set; the second by `Host`, which then is
 * that other name.
 */
import type { IncomingHttpHeaders } from 'node:http';

/** The port of HTTP, which browsers leave out. */
const usualPort = 80;

/** Why a request is refused; undefined for one that is ours. */
export function refusalOf(headers: IncomingHttpHeaders, port: number): string | undefined {
  const end = port === usualPort ? '' : `:${port}`;
  const hosts = [`127.0.0.1${end}`, `localhost${end}`];
  const { host = '', origin } = headers;
  if (!hosts.includes(host))
    return `the host is ${JSON.stringify(host)}, not ${hosts.join(' or ')}`;
  if (origin !== undefined && origin !== `http://${host}`) {
    return `the request comes from ${JSON.stringify(origin)}`;
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return `the request is ${JSON.stringify(site)}`;
  }
  return undefined;
}
