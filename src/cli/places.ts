/**
 * Where models declare what reports speak of, as paths from where the command runs.
 */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Places, SourcePlace } from '../report/options.ts';
import type { Declared } from '../spec/declared.ts';
import { placeOf } from '../spec/declared.ts';
import type { Model } from '../spec/system.ts';

/** The places of models of one system; the first one that has a thing says where. Nothing is read before it is asked for. */
export function placesOf(models: readonly Model[], cwd: string): Places {
  const find = (declared: Declared | undefined) => sourcePlace(declared, cwd);
  return {
    system: find(models[0]?.system.declared),
    property: (id) => {
      for (const { properties } of models) {
        const property = properties.find((at) => at.id === id);
        if (property) return find(property.declared);
      }
      return null;
    },
    action: (name) => {
      for (const { actions } of models) {
        const instance = actions.find(({ action }) => action === name);
        if (instance) return find(instance.declared);
      }
      return null;
    },
  };
}

function sourcePlace(declared: Declared | undefined, cwd: string): SourcePlace | null {
  const place = placeOf(declared);
  if (place === null) return null;
  const { file, line, column } = place;
  const path = file.startsWith('file:') ? fileURLToPath(file) : resolve(file);
  const way = relative(cwd, path);
  const isInside = way !== '' && !way.startsWith('..') && !isAbsolute(way);
  return { file: isInside ? way.split(sep).join('/') : pathToFileURL(path).href, line, column };
}
