export type TokenKind =
  /** An unquoted identifier or keyword. */
  | 'word'
  /** "…" or U&"…". */
  | 'quoted identifier'
  /** '…', E'…', B'…', X'…', N'…', U&'…'. */
  | 'string'
  /** $tag$…$tag$. */
  | 'dollar string'
  | 'number'
  /** $1. */
  | 'parameter'
  /** :name, :'name', :"name" of psql, at a place where psql replaces them. */
  | 'psql variable'
  | 'operator'
  /** One of ( ) [ ] , ; . : or :: and :=. */
  | 'punctuation'
  | 'line comment'
  | 'block comment'
  | 'white space'
  /** \command … up to the end of its line. */
  | 'psql command'
  /** An unterminated quote or comment, or a character that belongs to nothing. */
  | 'error';

/** A token with UTF-16 offsets; the tokens of a text cover it without gaps. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}
