import { german } from './de.js';
import { english, type PageTexts } from './en.js';

/** Every language of the pages, by its tag (BCP 47); the first one is for everybody else. */
export const languages: Readonly<Record<string, PageTexts>> = { en: english, de: german };
