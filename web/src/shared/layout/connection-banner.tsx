import { Trans } from "@lingui/react/macro";
import { IconCloudOff } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import { connection } from "../api/connection";
import classes from "./connection-banner.module.css";

function subscribe(listener: () => void): () => void {
  const unsubscribe = connection.subscribe(listener);
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    unsubscribe();
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Says that the server is out of reach, and that nothing typed is lost. */
export function ConnectionBanner() {
  const reachable = useSyncExternalStore(subscribe, () => connection.isReachable() && navigator.onLine);
  return (
    <div role="status">
      {!reachable && (
        <div className={classes.banner}>
          <IconCloudOff size={17} aria-hidden />
          <Trans>
            No connection to the server. What you type is kept; this page goes on when it is back.
          </Trans>
        </div>
      )}
    </div>
  );
}
