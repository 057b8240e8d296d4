/**
 * Who sends what to whom, as a Mermaid flowchart: roles are nodes, channels are edges with the messages seen in them.
 * Roles without a channel are named together.
 */
import type { TraceStep } from '../../explore/outcome.ts';
import { shorten } from '../values.ts';
import { counted } from '../words.ts';
import { balanced, escaped, indented, joined, titleLines } from './escape.ts';

type ChannelFault = NonNullable<TraceStep['fault']>['kind'];

/** The roles of a system and the channels between them. */
export interface Flow {
  readonly title: string;
  /** In the order of the protocol, with the number of their instances. */
  readonly roles: readonly { readonly name: string; readonly instances: number }[];
  readonly channels: readonly {
    readonly name: string;
    /** Roles. */
    readonly from: string;
    readonly to: string;
    /** What was seen in it, by verb; empty if nothing was. */
    readonly messages: readonly string[];
    /** What the network may do to it. */
    readonly faults: readonly ChannelFault[];
  }[];
}

const fates: Readonly<Record<ChannelFault, string>> = {
  loses: 'lost',
  duplicates: 'repeated',
  delays: 'delayed',
};

/** Letters of a line, and verbs of a channel. */
const [mostOnLine, mostMessages] = [36, 12];

/** The diagram. */
export function flowOf({ title, roles, channels }: Flow): string {
  const nodeOf = (role: string) => `r${roles.findIndex(({ name }) => name === role)}`;
  const isLinked = (role: string) => channels.some(({ from, to }) => from === role || to === role);
  const others = roles.filter(({ name }) => !isLinked(name)).map(({ name }) => name);
  return joined([
    ...titleLines(title),
    'flowchart LR',
    ...indented([
      ...roles
        .filter(({ name }) => isLinked(name))
        .map(({ name, instances }) => {
          const count = instances > 1 ? [counted(instances, 'instance')] : [];
          return `${nodeOf(name)}["${escaped(name, ...count)}"]`;
        }),
      // A box for each would be all that one sees of a system with few messages.
      ...(others.length > 0
        ? [`others("${escaped('without messages', ...balanced(others.join(', '), mostOnLine))}")`]
        : []),
      ...channels.map(({ name, from, to, messages, faults }) => {
        const more = messages.length - mostMessages;
        const shown = messages.slice(0, mostMessages).map((verb) => shorten(verb, mostOnLine));
        const list = [...shown, ...(more > 0 ? [`… ${more} more`] : [])].join(', ');
        const lines = [
          name,
          ...(list === '' ? ['(nothing seen)'] : balanced(list, mostOnLine)),
          ...(faults.length > 0 ? [`⚡ may be ${faults.map((at) => fates[at]).join(', ')}`] : []),
        ];
        return `${nodeOf(from)} -->|"${escaped(...lines)}"| ${nodeOf(to)}`;
      }),
    ]),
  ]);
}
