/**
 * The formats of a matrix, by the name that the command line gives them.
 */
import type { Matrix } from '../../explore/matrix/outcome.ts';
import type { ReportOptions } from '../options.ts';
import { matrixHtml } from './html.ts';
import { matrixMarkdown } from './markdown.ts';
import { matrixText } from './text.ts';

/** A matrix as text of some format. */
type MatrixReport = (matrix: Matrix, options: ReportOptions) => string;

/** Format → report. */
export const matrixFormats = {
  text: matrixText,
  markdown: matrixMarkdown,
  json: (matrix) => `${JSON.stringify(matrix, null, 1)}\n`,
  html: matrixHtml,
} as const satisfies Readonly<Record<string, MatrixReport>>;

/** All names, the usual one first. */
export const matrixFormatNames = Object.keys(
  matrixFormats,
) as readonly (keyof typeof matrixFormats)[];
