import type { Direction, GateRules, GateRulesSet, PassageSubject, WantedCode } from '@gridward/api'
import { useWords } from '@gridward/ui'
import { DIRECTIONS, SUBJECTS } from '../kinds'

/** Rules of a gate told in sentences, as somebody at the gate would say them. */
export function useRuleWords() {
  const { t, number, moment } = useWords()

  function sentences(rules: GateRules): string[] {
    const told = [
      ...(rules.codes ?? []).flatMap(ofCode),
      ofTemperature(rules),
      ofFever(rules),
      ofPass(rules),
      rules.apart_minutes ? t('gateRules.apart', { minutes: number(rules.apart_minutes) }) : '',
    ]
    return told.filter(Boolean)
  }

  /** Whether the rules ask anything of somebody who comes by: a figure alone asks nothing. */
  function asksNothing({ codes, temperature, pass_for, pass_subjects }: GateRules): boolean {
    return !codes?.length && !temperature?.length && !(pass_for?.length && pass_subjects?.length)
  }

  /** Who set rules, from when, and until when. */
  function spanOf({ set_by, begins, ends }: GateRulesSet): string {
    const from = begins ? moment(begins) : t('ui.notSaid')
    const end = ends ? t('gateRules.until', { until: moment(ends) }) : t('gateRules.noEnd')
    return t('gateRules.setBy', { who: set_by, from }) + end
  }

  function ofCode({ kind, passes, holds, hours, directions, subjects }: WantedCode): string[] {
    const asked = t('gateRules.codeAsked', {
      code: t(`codeKind.${kind}`),
      ways: ways(directions ?? ['in']),
      whom: whom(subjects ?? SUBJECTS),
    })
    const held = holds?.length ? t('gateRules.codeHolds', { results: results(holds) }) : ''
    const age = hours ? t('gateRules.codeHours', { hours: number(hours) }) : t('gateRules.codeAnyAge')
    return [asked + t('gateRules.codePasses', { results: results(passes) }) + held + age]
  }

  function ofTemperature({ temperature }: GateRules): string {
    return temperature?.length ? t('gateRules.temperatureAsked', { ways: ways(temperature) }) : ''
  }

  function ofFever({ temperature, fever_c }: GateRules): string {
    if (fever_c) return t('gateRules.feverFrom', { degrees: fever_c.toFixed(1) })
    return temperature?.length ? t('gateRules.noFever') : ''
  }

  function ofPass({ pass_for, pass_subjects }: GateRules): string {
    if (!pass_for?.length || !pass_subjects?.length) return ''
    return t('gateRules.passAsked', { ways: ways(pass_for), whom: whom(pass_subjects) })
  }

  function ways(given: readonly Direction[]): string {
    return DIRECTIONS.filter((one) => given.includes(one))
      .map((one) => t(`direction.${one}`))
      .join(t('ui.listComma'))
  }

  function whom(given: readonly PassageSubject[]): string {
    const named = SUBJECTS.filter((one) => given.includes(one))
    if (named.length === SUBJECTS.length) return t('gateRules.everybody')
    return named.map((one) => t(`passageSubject.${one}`)).join(t('ui.listComma'))
  }

  function results(given: WantedCode['passes']): string {
    return given.map((one) => t(`codeResult.${one}`)).join(t('ui.listComma'))
  }

  return { sentences, asksNothing, spanOf }
}
