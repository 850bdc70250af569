/** Where the content of an export is taken. */
export function fileOf(id: string): string {
  return `/api/v1/register/exports/${id}/file`
}

/** Hands a download to the browser, which writes it piece by piece; nothing is kept in the page. */
export function startDownload(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}
