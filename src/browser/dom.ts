/**
 * Elements from their parts. Text is always set as text, never as markup, so that no value of a model becomes any.
 */

type Attributes = Readonly<Record<string, string | number | boolean>>;
type Content = readonly (Node | string)[];

/** An HTML element; an attribute that is `true` is there, one that is `false` is not. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  content: Content = [],
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(name), attributes, content);
}

/** An SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  content: Content = [],
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, content);
}

/** A button with a name that says what it does. */
export function button(
  label: string,
  title: string,
  act: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  const made = element('button', { type: 'button', title, ...attributes }, [label]);
  made.addEventListener('click', act);
  return made;
}

function filled<E extends Element>(made: E, attributes: Attributes, content: Content): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...content);
  return made;
}
