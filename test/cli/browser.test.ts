import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBrowser } from '../../src/cli/pictures/browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'dropproof-browsers-'));

/** A program that does nothing. */
function program(name: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

const none = () => Promise.resolve(undefined);

async function found(
  env: Readonly<Record<string, string>>,
  given?: string,
  own = none as () => Promise<string | undefined>,
  platform: NodeJS.Platform = 'linux',
): Promise<string> {
  try {
    return await findBrowser(given, { env, cwd: folder }, own, platform);
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the browser that draws pictures is found', () => {
  const [named, chrome, chromium, set] = [
    program('named'),
    program('path/google-chrome'),
    program('path/chromium'),
    program('set'),
  ];
  const env = { PATH: `/nowhere:${join(folder, 'path')}`, CHROME_PATH: set };

  it('by its name on the command line, whatever else there is', async () => {
    expect(await found(env, './named')).toBe(named);
  });

  it('else in the variables that other tools know', async () => {
    expect(await found(env)).toBe(set);
    expect(await found({ ...env, PUPPETEER_EXECUTABLE_PATH: chrome })).toBe(chrome);
  });

  it('else on the PATH, Chromium before Chrome', async () => {
    expect(await found({ PATH: env.PATH })).toBe(chromium);
  });

  it('else among the applications of macOS, or the programs of Windows', async () => {
    const app = program('Applications/Chromium.app/Contents/MacOS/Chromium');
    expect(await found({ HOME: folder }, undefined, none, 'darwin')).toBe(app);
    const exe = program('Google/Chrome/Application/chrome.exe');
    expect(await found({ PROGRAMFILES: folder }, undefined, none, 'win32')).toBe(exe);
  });

  it('else the one that was downloaded', async () => {
    expect(await found({ PATH: '/nowhere' }, undefined, () => Promise.resolve(named))).toBe(named);
  });
});

describe('where there is none, the message says how to get one', () => {
  it('as it is installed on each platform', async () => {
    expect(await found({ PATH: '/nowhere' })).toMatchInlineSnapshot(`
      "pictures are drawn by a Chromium or Chrome, and none was found: not on the PATH (chromium, chromium-browser, google-chrome, google-chrome-stable, chrome, microsoft-edge), not in the usual places, and PUPPETEER_EXECUTABLE_PATH and CHROME_PATH are not set. Install one,
        Debian, Ubuntu  apt-get install --no-install-recommends chromium
        macOS           brew install --cask google-chrome
        Windows         winget install Google.Chrome
      or name one: --browser PATH"
    `);
    expect(await found({}, undefined, () => Promise.resolve('/gone'))).toContain('none was found');
  });

  it('what is named must be a program', async () => {
    writeFileSync(join(folder, 'text'), '');
    expect(await found({}, './gone')).toMatchInlineSnapshot(
      `"cannot draw with --browser ./gone: there is no such file or folder"`,
    );
    expect(await found({}, './text')).toMatchInlineSnapshot(
      `"cannot draw with --browser ./text: permission denied"`,
    );
    expect(await found({}, '.')).toMatchInlineSnapshot(
      `"cannot draw with --browser .: it is a folder"`,
    );
    expect(await found({ CHROME_PATH: '/gone' })).toMatchInlineSnapshot(
      `"cannot draw with CHROME_PATH=/gone: there is no such file or folder"`,
    );
  });
});
