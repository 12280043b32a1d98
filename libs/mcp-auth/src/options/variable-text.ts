import { isUtf8 } from 'node:buffer';
import type { TextForm } from './option-row.js';

/** The value that the text of a variable stands for; a number that is none stays text, for the schema to refuse. */
export function valueOfText(text: string, form: TextForm): unknown {
  switch (form) {
    case 'list':
    case 'secrets':
      return listOf(text);
    case 'json':
      return jsonOf(text);
    case 'number':
      return /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
    case 'key':
      // Many tools cannot hold line breaks in a variable, so PEM texts come with `\n`.
      return text.replaceAll(String.raw`\n`, '\n');
    case 'secret':
    case 'text':
      return text;
  }
}

/**
 * The value that a file stands for: its text without the final line break, which editors add. A secret that is no text is
 * carried unchanged: read as UTF-8 it would become another, and a weaker one.
 */
export function valueOfFile(content: Buffer, form: TextForm): unknown {
  if (form === 'secret' && !isUtf8(content)) return content;
  return valueOfText(content.toString('utf8').replace(/\r?\n$/, ''), form);
}

/** Separated by commas or blanks, or a list in JSON, which FastMCP also takes. */
function listOf(text: string): readonly unknown[] {
  if (text.trimStart().startsWith('[')) {
    try {
      const list: unknown = JSON.parse(text);
      if (Array.isArray(list)) return list;
    } catch {
      // Not JSON: the members below will be refused by their schema.
    }
  }
  return text.split(/[\s,]+/).filter((item) => item !== '');
}

/** What is no JSON stays text, for the schema to refuse. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
