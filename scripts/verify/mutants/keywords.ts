import { quotedKeywords } from '../../../server/syntax/keywords.generated.ts';

/** PostgreSQL's unreserved keywords that schemas use; the others come from the generated list. */
const unreserved =
  'add after alter always attach attribute before by cache cascade comment commit conflict constraints content copy data default defaults deferred definer delete disable domain drop each enable enum execute exclude exclusive extension first following force function generated global handler identity if immediate immutable include increment index inherit inherits insert instead invoker key language large last leakproof level local location lock logged match materialized maxvalue merge minvalue mode move name no nothing nowait nulls object of off only operator option owned owner parallel partition policy preceding privileges procedure procedures range read recursive refresh rename replace replica reset restart restrict returns role rows rule schema security sequence sequences serializable session set show simple stable start statement statistics storage stored strict system tablespace temp temporary text transaction trigger truncate type types unlogged update using valid validate value values varying version view volatile with within without work zone'.split(
    ' ',
  );

export const keywords: ReadonlySet<string> = new Set([...quotedKeywords, ...unreserved]);
