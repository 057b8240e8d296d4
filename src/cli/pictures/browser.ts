/**
 * Finds a Chromium to draw with: named by the user, or where such browsers usually are.
 */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { UsageError } from '../../spec/errors.ts';
import { reasonOf } from '../files.ts';
import type { Io } from '../io.ts';

/** Variables in which other tools look too. */
const variables = ['PUPPETEER_EXECUTABLE_PATH', 'CHROME_PATH'] as const;

/** What it is called on the PATH. */
const programs = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
] as const;

const applications = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
] as const;

const windowsPrograms = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
] as const;

/**
 * The path of a browser.
 *
 * @param given what the user says; then nothing else is tried
 * @param own where the package that drives browsers has its own, if it has one
 * @throws UsageError if there is none, with the command that installs one
 */
export async function findBrowser(
  given: string | undefined,
  { env, cwd }: Pick<Io, 'env' | 'cwd'>,
  own: () => Promise<string | undefined>,
  platform: NodeJS.Platform = process.platform,
): Promise<string> {
  if (given !== undefined) return usable(resolve(cwd, given), `--browser ${given}`);
  for (const name of variables) {
    const path = env[name];
    if (path) return usable(resolve(cwd, path), `${name}=${path}`);
  }
  const found = placesOn(platform, env).find((path) => whyUnusable(path) === null) ?? (await own());
  if (found !== undefined && whyUnusable(found) === null) return found;
  throw new UsageError(
    [
      'pictures are drawn by a Chromium or Chrome, and none was found: not on the PATH ' +
        `(${programs.join(', ')}), not in the usual places, and ${variables.join(' and ')} are ` +
        'not set. Install one,',
      '  Debian, Ubuntu  apt-get install --no-install-recommends chromium',
      '  macOS           brew install --cask google-chrome',
      '  Windows         winget install Google.Chrome',
      'or name one: --browser PATH',
    ].join('\n'),
  );
}

function placesOn(platform: NodeJS.Platform, env: Io['env']): string[] {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = programs.flatMap((name) => folders.map((folder) => join(folder, name)));
  if (platform === 'darwin') {
    const homes = ['/Applications', ...(env.HOME ? [join(env.HOME, 'Applications')] : [])];
    return [...onPath, ...homes.flatMap((home) => applications.map((name) => join(home, name)))];
  }
  if (platform === 'win32') {
    const homes = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
    return homes.flatMap((home) => (home ? windowsPrograms.map((name) => join(home, name)) : []));
  }
  return onPath;
}

function usable(path: string, said: string): string {
  const why = whyUnusable(path);
  if (why !== null) throw new UsageError(`cannot draw with ${said}: ${why}`);
  return path;
}

/** Why a path is no program; null if it is one. */
function whyUnusable(path: string): string | null {
  try {
    if (statSync(path).isDirectory()) return 'it is a folder';
    accessSync(path, constants.X_OK);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}
