// The modules' own words: Django's catalogue (/admin/jsi18n/) where the page carries it, English where it does not.
export const gettext = (words) => globalThis.gettext?.(words) ?? words;
export const ngettext = (one, many, count) => globalThis.ngettext?.(one, many, count) ?? (count === 1 ? one : many);

/** Fill in what stands in braces: filled("{count} words", { count: 3 }). */
export const filled = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
