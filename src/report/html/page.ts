/**
 * One HTML file that needs nothing else and sends nothing: its policy lets only its own script and style run.
 *
 * The policy knows both by their hash. So even a value that came into the page as markup, which the escaping of
 * `tags.ts` and of {@link dataBlock} prevents, could neither run nor load anything.
 */
import { createHash } from 'node:crypto';
import { tag, text } from './tags.ts';

/** What a page consists of. */
export interface Page {
  readonly title: string;
  readonly style: string;
  /** JavaScript, run as a module when the page is there; absent for a page without one. */
  readonly script?: string;
  readonly body: readonly string[];
  /** Where the script may send requests; nowhere if absent. */
  readonly connect?: "'self'";
}

/** The whole file. */
export function pageHtml(page: Page): string {
  const { title, style, script, body } = page;
  return `<!doctype html>\n${tag('html', { lang: 'en' }, [
    tag('head', {}, [
      '<meta charset="utf-8">',
      `<meta http-equiv="Content-Security-Policy" content="${text(policyOf(page))}">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      tag('title', {}, [text(title)]),
      tag('style', {}, [style]),
    ]),
    tag('body', {}, [
      ...body,
      ...(script === undefined ? [] : [tag('script', { type: 'module' }, [script])]),
    ]),
  ])}\n`;
}

/** The content security policy of a page, also for whoever serves it. */
export function policyOf({ style, script, connect }: Page): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${script === undefined ? "'none'" : hashOf(script)}`,
    `connect-src ${connect ?? "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Data for the script: JSON that no value can break out of, whatever is in it. */
export function dataBlock(id: string, data: unknown): string {
  // In a script element only `<` can begin anything; JSON has it nowhere but in texts.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return tag('script', { type: 'application/json', id }, [json]);
}

function hashOf(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
}
