/**
 * What a system restart makes of a table, by what the schema file that it follows says.
 */
import type { FileState } from './nouns.ts';

/**
 * Is the table kept? A prepared drop is completed where preparing was deciding (`oneStep`), or where the rule says so;
 * a decided one unless everything is rolled back.
 */
export function isKept(
  file: FileState,
  rule: 'byDecision' | 'complete' | 'rollBack',
  oneStep: boolean,
): boolean {
  switch (file) {
    case 'unused':
    case 'creating':
      return false;
    case 'inUse':
      return true;
    case 'dropping':
      return rule === 'rollBack' || (rule === 'byDecision' && !oneStep);
    case 'decided':
      return rule === 'rollBack';
  }
}
