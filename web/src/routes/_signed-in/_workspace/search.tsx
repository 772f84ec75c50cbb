import { createFileRoute } from "@tanstack/react-router";
import { SearchPage } from "@/features/workspace/search/search-page";
import type { Wish } from "@/features/workspace/search/search";
import { ages, searchQueries } from "@/features/workspace/search/search";
import { address, oneOf, text } from "@/shared/address";

export const Route = createFileRoute("/_signed-in/_workspace/search")({
  validateSearch: address({
    query: text,
    desk: text,
    type: text,
    category: text,
    assignee: text,
    age: oneOf(...ages),
  }),
  loaderDeps: ({ search }): Wish => search,
  loader: ({ context, deps }) => {
    if (deps.query) void context.queryClient.prefetchInfiniteQuery(searchQueries.tickets(deps));
  },
  component: function Search() {
    const navigate = Route.useNavigate();
    return (
      <SearchPage wish={Route.useSearch()} onWish={(search) => void navigate({ search, replace: true })} />
    );
  },
});
