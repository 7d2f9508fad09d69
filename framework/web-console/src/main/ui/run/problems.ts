/** What an error says first, and where in the job's own code it broke. */
export type Trouble = { message: string; frame: string | null };

/** A message where there is little room: the package of an exception would leave none for its cause. */
export const inShort = (message: string): string => message.replace(/^(?:[a-z_]\w*\.)+(?=[A-Z])/, '');

const FOREIGN = /^(java|javax|jdk|sun|jakarta|kotlin|scala|org\.slf4j|dev\.gantry\.(engine|plugin|job))\./;

/** Read the text of an exception; text that is none is its own message. */
export function troubleOf(text: string): Trouble {
  const [message, ...rest] = text.split('\n');
  const frames = rest.flatMap((line) => /^\s*at\s+(?:[\w.]+\/+)?(.+\))/.exec(line)?.[1] ?? []);
  return { message: message.trim(), frame: frames.find((frame) => !FOREIGN.test(frame)) ?? frames[0] ?? null };
}
