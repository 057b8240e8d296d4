/**
 * Draws diagrams with mermaid-cli and a Chromium. One browser draws them all: to start it takes longer than to draw.
 *
 * Both packages are loaded here and only when something is drawn, so that nobody has to install a browser's driver who
 * wants none.
 */
import type { Browser } from 'puppeteer';
import { UsageError } from '../../spec/errors.ts';
import type { Io } from '../io.ts';
import { findBrowser } from './browser.ts';
import { withSource } from './svg.ts';

/** The forms of a picture. */
export const pictureForms = ['svg', 'png'] as const;

export type PictureForm = (typeof pictureForms)[number];

/** Draws, until it is closed. */
export interface Painter {
  readonly draw: (diagram: string, form: PictureForm) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

/** Starts a browser. @throws UsageError where there is none, or what drives it is not installed */
export async function openPainter(
  given: string | undefined,
  io: Pick<Io, 'env' | 'cwd' | 'stderr'>,
): Promise<Painter> {
  const { puppeteer, renderMermaid } = await packages();
  const path = await findBrowser(given, io, () => ownBrowser(puppeteer));
  const browser = await started(puppeteer, path, io);
  return {
    draw: async (diagram, form) => {
      const { data } = await renderMermaid(browser, diagram, form, looks);
      if (form === 'png') return data;
      const svg = new TextDecoder().decode(data);
      return new TextEncoder().encode(`${withSource(svg, diagram)}\n`);
    },
    close: () => browser.close(),
  };
}

/** Legible on a white page and on paper; the fonts are equally wide, whichever of them there is. */
const looks = {
  viewport: { width: 1200, height: 800, deviceScaleFactor: 2 },
  backgroundColor: 'white',
  svgId: 'diagram',
  mermaidConfig: {
    theme: 'default',
    fontFamily: 'Verdana, "DejaVu Sans", sans-serif',
    // Over these limits Mermaid draws an error instead, and calls that a success.
    maxTextSize: 5_000_000,
    maxEdges: 20_000,
    sequence: { useMaxWidth: false },
    // Our texts say themselves where a line ends.
    flowchart: { useMaxWidth: false, wrappingWidth: 600 },
    state: { useMaxWidth: false, wrappingWidth: 600 },
  },
} as const;

type Puppeteer = typeof import('puppeteer')['default'];

async function packages() {
  try {
    const [{ default: puppeteer }, { renderMermaid }] = await Promise.all([
      import('puppeteer'),
      import('@mermaid-js/mermaid-cli'),
    ]);
    return { puppeteer, renderMermaid };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError(
      'pictures take two more packages:\n' +
        '  npm install --save-dev @mermaid-js/mermaid-cli puppeteer\n' +
        'PUPPETEER_SKIP_DOWNLOAD=1 before it keeps it from downloading a browser, if you have one',
      { cause: error },
    );
  }
}

/** The browser that the package has downloaded, or is configured for. */
async function ownBrowser(puppeteer: Puppeteer): Promise<string | undefined> {
  try {
    return await puppeteer.executablePath();
  } catch {
    return undefined;
  }
}

async function started(
  puppeteer: Puppeteer,
  path: string,
  { stderr }: Pick<Io, 'stderr'>,
): Promise<Browser> {
  // In containers, /dev/shm is often too small for a page.
  const args = ['--disable-gpu', '--disable-dev-shm-usage'];
  const options = { executablePath: path, args };
  try {
    return await puppeteer.launch(options);
  } catch (error) {
    // Root has no sandbox, nor have most containers. What is loaded is our own text, and nothing from elsewhere.
    if (!/sandbox|namespace/i.test(String(error))) throw cannotStart(path, error);
    stderr.write('the sandbox of the browser cannot start here; it draws without it\n');
  }
  try {
    return await puppeteer.launch({ ...options, args: [...args, '--no-sandbox'] });
  } catch (error) {
    throw cannotStart(path, error);
  }
}

function cannotStart(path: string, error: unknown): UsageError {
  const lines = String((error as Error).message).split('\n');
  const told = lines.map((line) => line.trim()).filter((line) => line !== '');
  return new UsageError(
    `${path} does not start; --browser names another one\n${told.slice(0, 4).join('\n')}`,
    { cause: error },
  );
}
