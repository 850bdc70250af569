/** What reads codes, whoever made it. */
export interface CodeReader {
  /** Every code in what the camera shows now. Throws where this reader can read nothing at all. */
  read(video: HTMLVideoElement): Promise<string[]>
  close(): void
}
