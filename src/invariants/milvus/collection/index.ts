import type { World } from '../../../model/milvus/collection/cells.ts';
import type { Property } from '../../../spec/properties.ts';

export function properties(_world: World): Property[] {
  return [];
}
