/**
 * Readers of reports that others wrote: the official schema of SARIF, an XML parser with the schema of JUnit.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { validateXML } from 'xmllint-wasm';

const require = createRequire(import.meta.url);
const schema = JSON.parse(
  readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
);

/** The schema is of draft 4; beside its name and that of its draft, later drafts read it alike. */
const { $schema: _, id: __, ...rules } = schema;
const ajv = new Ajv({
  strict: false,
  allErrors: true,
  // Its patterns are of the time before the flag `u`.
  unicodeRegExp: false,
  formats: {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': (text: string) => URL.canParse(text, 'https://example.org/'),
    'date-time': true,
  },
});
const isSarif = ajv.compile(rules);

/** What is wrong with a SARIF log; nothing if it is as the standard has it. */
export function sarifComplaints(text: string): string[] {
  isSarif(JSON.parse(text));
  return (isSarif.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** What is wrong with JUnit reports: each must be XML, and as the schema has it. */
export async function junitComplaints(texts: readonly string[]): Promise<string[]> {
  const xsd = readFileSync(new URL('./junit.xsd', import.meta.url), 'utf8');
  const xml = texts.map((contents, at) => ({ fileName: `${at}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: [xsd] });
  return errors.map(({ rawMessage }) => rawMessage);
}
