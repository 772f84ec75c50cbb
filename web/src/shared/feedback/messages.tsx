import { Notifications } from "@mantine/notifications";
import "@mantine/notifications/styles.css";

/** Where {@link toast} shows its messages; each is an alert of its own and is read out when it comes. */
export default function Messages() {
  return <Notifications position="bottom-center" limit={4} />;
}
