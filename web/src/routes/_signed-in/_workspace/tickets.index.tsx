import { createFileRoute } from "@tanstack/react-router";
import { FindPage } from "@/features/workspace/find/find-page";
import { askedSchema, findQueries } from "@/features/workspace/find/queries";

export const Route = createFileRoute("/_signed-in/_workspace/tickets/")({
  validateSearch: askedSchema,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps: { query = "", as } }) => {
    // Not awaited: the table shows its own skeleton.
    if (as !== "board") void context.queryClient.prefetchInfiniteQuery(findQueries.page(query));
  },
  component: function Find() {
    const navigate = Route.useNavigate();
    const { query = "", ...shown } = Route.useSearch();
    return (
      <FindPage
        {...shown}
        query={query}
        onQuery={(next) => void navigate({ search: { ...shown, query: next || undefined } })}
        view={shown}
        onView={({ columns, empty }) =>
          void navigate({ search: (asked) => ({ ...asked, columns, empty }), replace: true })
        }
        onAs={(as) => void navigate({ search: (asked) => ({ ...asked, as }), replace: true })}
        onBy={(by) => void navigate({ search: (asked) => ({ ...asked, by }), replace: true })}
      />
    );
  },
});
