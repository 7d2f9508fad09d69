import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Schema } from './schema/schema.ts';
import type { Errors } from './schema/validate.ts';

/** What every field of a form knows besides its own value. */
export type FormContext = {
  root: Schema;
  /** Those that are to be seen. */
  errors: Errors;
};

export const Form = createContext<FormContext>({ root: {}, errors: {} });

export const useForm = (): FormContext => useContext(Form);

export type FieldProps = {
  /** Whole, with nothing left to look up. */
  schema: Schema;
  value: unknown;
  /** What stands there before anybody fills in anything; undefined within lists. */
  base: unknown;
  set: (value: unknown) => void;
  pointer: string;
  name: string;
  required: boolean;
};
