/** Text that Terraform reads as it stands: in a string, `${` and `%{` begin an expression and a directive. */
export function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
