/**
 * README.md runs: every console block is a command and what it prints, every TypeScript block is a file.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve('bin/dropproof.js');

export interface Command {
  readonly line: string;
  /** What the README says it prints, and what it says it exits with. */
  readonly output: string;
  readonly exitCode: number;
}

const block = /<!-- exit (\d+) -->\n```console\n\$ npx dropproof ([^\n]+)\n([\s\S]*?)```\n/g;

/** The commands of a text, in order. */
export function commandsOf(readme: string): Command[] {
  return [...readme.matchAll(block)].map(([, exitCode, line, output]) => ({
    line: line as string,
    output: output as string,
    exitCode: Number(exitCode),
  }));
}

const fileBlock = /<!-- file (\S+) -->\n```\w+\n([\s\S]*?)```\n/g;

/** The files beside the example that a text has. */
function filesOf(readme: string): { readonly name: string; readonly text: string }[] {
  return [...readme.matchAll(fileBlock)].map(([, name = '', text = '']) => ({ name, text }));
}

/** The first TypeScript block. */
export function exampleOf(readme: string): string {
  return /```ts\n([\s\S]*?)```\n/.exec(readme)?.[1] ?? '';
}

/** Runs a command in an empty folder that holds the example, and the files beside it. */
export function runIn(readme: string, line: string): { output: string; exitCode: number } {
  const folder = mkdtempSync(join(tmpdir(), 'dropproof-readme-'));
  try {
    writeFileSync(join(folder, 'my-protocol.ts'), exampleOf(readme));
    for (const { name, text } of filesOf(readme)) writeFileSync(join(folder, name), text);
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
    const options = { cwd: folder, encoding: 'utf8' as const, stdio };
    try {
      const output = execFileSync(process.execPath, [program, ...line.split(' ')], options);
      return { output, exitCode: 0 };
    } catch (error) {
      const { stdout, status } = error as { stdout: string; status: number };
      return { output: stdout, exitCode: status };
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The text with every output as it is today. */
export function refreshed(readme: string): string {
  return readme.replace(block, (_, exitCode: string, line: string) => {
    const { output } = runIn(readme, line);
    return `<!-- exit ${exitCode} -->\n\`\`\`console\n$ npx dropproof ${line}\n${output}\`\`\`\n`;
  });
}

/** What differs between two runs of the same command: how long they took and how much memory was there. */
export function masked(output: string): string {
  return output.replace(/^( *cost ).*$/gm, '$1…');
}
