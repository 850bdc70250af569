/** Days and hours by the phone's own calendar. */
import { useI18n } from 'vue-i18n'

const DAY_MS = 86_400_000

/** The calendar day of a moment: 2026-11-28. */
export function dayOf(moment: Date): string {
  const pad = (number: number) => String(number).padStart(2, '0')
  return `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`
}

/** Whole days from one calendar day to another; below zero when it is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

/** Days and times in the reader's language. */
export function useDays() {
  const { locale } = useI18n()

  /** 11月28日; the year where it is not this one. */
  function dayText(day: string): string {
    const moment = new Date(day.length === 10 ? `${day}T00:00:00` : day)
    const year = moment.getFullYear() === new Date().getFullYear() ? undefined : 'numeric'
    return format(moment, { year, month: 'short', day: 'numeric' })
  }

  function weekdayText(moment: Date): string {
    return format(moment, { month: 'long', day: 'numeric', weekday: 'long' })
  }

  /** 11月28日 14:05. */
  function momentText(at: string): string {
    const time = format(new Date(at), { hour: '2-digit', minute: '2-digit', hour12: false })
    return `${dayText(at)} ${time}`
  }

  function format(moment: Date, options: Intl.DateTimeFormatOptions): string {
    if (Number.isNaN(moment.getTime())) return ''
    return new Intl.DateTimeFormat(locale.value === 'en' ? 'en-GB' : 'zh-CN', options).format(moment)
  }

  return { dayText, weekdayText, momentText }
}
