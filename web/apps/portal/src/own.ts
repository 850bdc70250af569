import type { MeasureCallFor, Symptom } from '@gridward/api'

/** What somebody under a measure may ask for by their own link. */
export const NEEDS: MeasureCallFor[] = ['medicine', 'care', 'food', 'other']

export const SYMPTOMS: Symptom[] = ['cough', 'sore_throat', 'fatigue', 'diarrhoea', 'breathless', 'other']
