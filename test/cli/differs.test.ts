import { describe, expect, it } from 'vitest';
import { cli } from './harness.ts';

const formats = ['text', 'markdown', 'junit', 'sarif', 'github', 'mermaid'];

describe('a report names preset and bounds, with what differs from them', () => {
  const textOf = async (words: string) => (await cli(`${words} --property P1`)).stdout;

  it.each(formats)('chosen on the command line, as %s', async (format) => {
    const chosen = '--preset repaired --set checksId=no --bound losses=1 --bound clients=1';
    expect(await textOf(`check mini/drop ${chosen} --format ${format}`)).toMatchSnapshot();
  });

  it.each(formats)('drawn at random, as %s', async (format) => {
    const drawn = '--random variant,bounds --seed 2 --runs 300 --bound losses=0';
    const line = `fuzz mini/drop --preset repaired ${drawn} --format ${format}`;
    expect(await textOf(line)).toMatchSnapshot();
  });

  it.each(formats.filter((format) => format !== 'text'))(
    'nothing where nothing differs, as %s',
    async (format) => {
      const said = await textOf(
        `check mini/drop --set checksId=no --bound losses=0 ${form(format)}`,
      );
      const unsaid = await textOf(`check mini/drop ${form(format)}`);
      const withoutCommands = (text: string) => text.replaceAll(/ --(set|bound) \S+=\S+/g, '');
      expect(withoutCommands(said)).toBe(unsaid);
    },
  );
});

function form(format: string): string {
  return `--format ${format}`;
}
