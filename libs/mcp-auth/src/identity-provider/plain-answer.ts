import { UnusableAnswer, type AnswerReader } from './introspection.inspector.js';

/** Answers as RFC 7662 has them: JSON, trusted because TLS brought it. */
export const plainAnswer: AnswerReader = {
  mediaType: 'application/json',
  read: (text) => {
    try {
      return Promise.resolve(JSON.parse(text) as unknown);
    } catch {
      return Promise.reject(new UnusableAnswer('the answer is no JSON'));
    }
  },
};
