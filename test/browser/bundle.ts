/**
 * The scripts of our pages: browser code with all that it imports, as one module without types.
 */
import { rolldown } from 'rolldown';

/** What is generated from what. */
export const scripts = {
  'src/cli/explore/script.json': 'src/browser/explore.ts',
  'src/report/matrix/script.json': 'src/browser/matrix.ts',
  'src/report/html/script.json': 'src/browser/report.ts',
} as const;

/** A generated file: the script by its lines, so that a change of it can be read. */
export async function bundled(source: string): Promise<string> {
  const bundle = await rolldown({ input: source, platform: 'browser' });
  const { output } = await bundle.generate({ format: 'esm', comments: false });
  await bundle.close();
  const lines = output[0].code.trimEnd().split('\n');
  return `${JSON.stringify({ lines }, null, 2)}\n`;
}
