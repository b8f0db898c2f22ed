import type { DatabasePart, Draft, Tool } from '../database.ts';
import { markedBy, migrationParts } from '../migration-parts.ts';
import { comparePaths } from '../path-order.ts';
import { databaseName, nameOf } from '../paths.ts';
import type { Project } from '../project.ts';
import { byNumber, byText, leadingDigits } from '../version-order.ts';

const marks: Partial<Record<Tool, string>> = {
  dbmate: '-- migrate:up',
  goose: '-- +goose Up',
  'sql-migrate': '-- +migrate Up',
  'node-pg-migrate': '-- Up Migration',
  tern: '---- create above / drop below ----',
  rambler: '-- rambler up',
  play: '# --- !Ups',
  mybatis: '-- //@UNDO',
  'up and down marks': '-- Up',
};

/** One file of a tool that marks up and down by comments. */
export function markedPart(path: string, text: string, tool: Tool): DatabasePart {
  const parts = migrationParts(text, tool);
  return {
    path,
    stretches: parts ? parts.up : null,
    isMigration: true,
    down: parts && parts.down.length > 0 ? { path, stretches: parts.down } : null,
    isBorrowed: false,
  };
}

/** dbmate, goose, sql-migrate, node-pg-migrate, tern and others like them: comments in the file part the way up from the way down. */
export function findMarkedFiles(project: Project): Draft[] {
  const drafts: Draft[] = [];
  for (const folder of project.folders()) {
    const byTool = new Map<Tool, string[]>();
    for (const file of project.inFolder(folder)) {
      const tool = markedBy(project.read(file) ?? '');
      if (tool) byTool.set(tool, [...(byTool.get(tool) ?? []), file]);
    }
    const [most] = [...byTool].sort(([, a], [, b]) => b.length - a.length);
    if (!most) continue;
    const [tool, marked] = most;
    // A numbered file without marks stands among them: the tool takes all of it as the way up.
    const files = project
      .inFolder(folder)
      .filter((file) => marked.includes(file) || /^\d/.test(nameOf(file)));
    const order =
      tool === 'goose' || tool === 'tern' || tool === 'play'
        ? byNumber((file) => leadingDigits(nameOf(file)))
        : tool === 'dbmate'
          ? byText(nameOf)
          : comparePaths;
    const parts = files.sort(order).map((file) => markedPart(file, project.read(file) ?? '', tool));
    const says = marked.length === 1 ? 'One file says' : `${marked.length} files say`;
    drafts.push({
      name: databaseName(folder),
      tool,
      root: folder,
      why: `${says} “${marks[tool]}”, ${tool === 'up and down marks' ? 'which parts the way up from the way down' : `as ${tool} wants it`}.`,
      parts,
    });
  }
  return drafts;
}
