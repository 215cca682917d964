#!/usr/bin/env node
// Writes docs/glossary.md from the texts that the window shows as definitions: npm run glossary
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './command.mjs'

const read = (language) => JSON.parse(readFileSync(join(root, 'resources/locales', language, 'glossary.json'), 'utf8'))

/** The page, in English with the Chinese word beside each term. */
export function glossaryPage() {
  const chinese = read('zh-CN')
  const lines = Object.entries(read('en')).map(([id, { term, text, source }]) => {
    const word = chinese[id].term
    return `| **${term}**${word === term ? '' : ` (${word})`} | ${text} | ${source} |`
  })
  return [
    '# Glossary',
    '',
    'The words of the window, as its tooltips explain them. Written by `npm run glossary` from resources/locales.',
    '',
    '| Term | Meaning | Source |',
    '| --- | --- | --- |',
    ...lines,
    '',
  ].join('\n')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(join(root, 'docs/glossary.md'), glossaryPage())
