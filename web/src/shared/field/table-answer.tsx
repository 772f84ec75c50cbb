import type { Schemas } from "../api/client";
import classes from "./table-answer.module.css";

/** The rows of a table as they are read; where there is no room for columns, one under the other. */
export function TableAnswer({ table }: { table: Schemas["Table"] }) {
  return (
    <div className={classes.root}>
      <table className={classes.table}>
        <thead>
          <tr>
            {table.columns.map(({ key, name, type }) => (
              <th key={key} scope="col" data-type={type}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((cells, row) => (
            // Rows have no name that lasts; their order does.
            <tr key={row}>
              {table.columns.map(({ key, name, type }, at) => (
                <td key={key} data-type={type} data-label={name} data-empty={cells[at] === "" || undefined}>
                  {cells[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
