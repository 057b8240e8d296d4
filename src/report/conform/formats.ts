/**
 * The forms in which the outcome of following a log is given.
 */
import type { Conformance } from '../../explore/conform/outcome.ts';
import type { ReportOptions } from '../options.ts';
import { conformanceText } from './text.ts';

type Format = (outcome: Conformance, page: Pick<ReportOptions, 'width' | 'style'>) => string;

export const conformanceFormatNames = ['text', 'json'] as const;

/** Format → what makes it. */
export const conformanceFormats: Readonly<Record<(typeof conformanceFormatNames)[number], Format>> =
  {
    text: conformanceText,
    json: (outcome) => `${JSON.stringify(outcome, null, 2)}\n`,
  };
