import { useLingui } from "@lingui/react/macro";
import {
  IconBolt,
  IconCalendarTime,
  IconClockHour4,
  IconForms,
  IconLayoutGrid,
  IconListSearch,
  IconRobot,
  IconMail,
  IconPlugConnected,
  IconStack2,
  IconUser,
  IconUsersGroup,
  IconWebhook,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useCommands } from "@/shared/keyboard/commands";
import { NavigationLink, NavigationSection } from "@/shared/layout/navigation-link";
import { useSession } from "@/shared/session/session";
import { requestTypeIcons } from "@/shared/ticket/request-type-icon";
import { useConfiguredDesks } from "./configured-desks";

/** The side of administration: people and groups for administrators, the desks one may configure. */
export function AdministrationNavigation() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { administrator } = useSession();
  const desks = useConfiguredDesks();

  useCommands([
    ...(administrator
      ? [
          {
            id: "administration.people",
            label: t({ message: "People", context: "administration" }),
            icon: <IconUser size={18} />,
            run: () => void navigate({ to: "/admin/people" }),
          },
          {
            id: "administration.people.new",
            label: t`Add a person`,
            icon: <IconUser size={18} />,
            run: () => void navigate({ to: "/admin/people/new" }),
          },
          {
            id: "administration.groups",
            label: t`Groups`,
            icon: <IconUsersGroup size={18} />,
            run: () => void navigate({ to: "/admin/groups" }),
          },
          {
            id: "administration.fields",
            label: t`Fields of all desks`,
            icon: <IconForms size={18} />,
            run: () => void navigate({ to: "/admin/fields" }),
          },
          {
            id: "administration.calendars",
            label: t`Calendars of all desks`,
            icon: <IconCalendarTime size={18} />,
            run: () => void navigate({ to: "/admin/calendars" }),
          },
          {
            id: "administration.service-levels",
            label: t`Service levels of several desks`,
            icon: <IconClockHour4 size={18} />,
            run: () => void navigate({ to: "/admin/sla" }),
          },
          {
            id: "administration.automation",
            label: t`Automation of several desks`,
            icon: <IconRobot size={18} />,
            run: () => void navigate({ to: "/admin/automation" }),
          },
          {
            id: "administration.queues",
            label: t`Queues without owner`,
            icon: <IconStack2 size={18} />,
            run: () => void navigate({ to: "/admin/queues" }),
          },
          {
            id: "administration.mail",
            label: t`Mail`,
            icon: <IconMail size={18} />,
            run: () => void navigate({ to: "/admin/mail" }),
          },
          {
            id: "administration.webhooks",
            label: t`Webhooks`,
            icon: <IconWebhook size={18} />,
            run: () => void navigate({ to: "/admin/webhooks" }),
          },
          {
            id: "administration.connected-systems",
            label: t`Connected systems`,
            icon: <IconPlugConnected size={18} />,
            run: () => void navigate({ to: "/admin/connected-systems" }),
          },
          {
            id: "administration.events",
            label: t`Events`,
            icon: <IconBolt size={18} />,
            run: () => void navigate({ to: "/admin/events" }),
          },
          {
            id: "administration.search",
            label: t`Search index`,
            icon: <IconListSearch size={18} />,
            run: () => void navigate({ to: "/admin/search" }),
          },
        ]
      : []),
    {
      id: "administration.desks",
      label: t`Desks`,
      icon: <IconLayoutGrid size={18} />,
      run: () => void navigate({ to: "/admin/desks" }),
    },
    ...desks.flatMap(({ key, name }) => [
      {
        id: `administration.desk.${key}`,
        label: t`${name}: settings`,
        keywords: key,
        icon: <IconLayoutGrid size={18} />,
        run: () => void navigate({ to: "/admin/desks/$deskKey", params: { deskKey: key } }),
      },
      {
        id: `administration.desk.${key}.request-types`,
        label: t`${name}: request types`,
        keywords: key,
        icon: <IconLayoutGrid size={18} />,
        run: () => void navigate({ to: "/admin/desks/$deskKey/request-types", params: { deskKey: key } }),
      },
    ]),
  ]);

  return (
    <>
      {administrator && (
        <NavigationSection label={t({ message: "People", context: "administration" })}>
          <NavigationLink
            to="/admin/people"
            icon={<IconUser size={18} />}
            label={t({ message: "People", context: "administration" })}
          />
          <NavigationLink to="/admin/groups" icon={<IconUsersGroup size={18} />} label={t`Groups`} />
        </NavigationSection>
      )}
      <NavigationSection label={t`Desks`}>
        <NavigationLink to="/admin/desks" exact icon={<IconLayoutGrid size={18} />} label={t`All desks`} />
        {administrator && (
          <NavigationLink to="/admin/fields" icon={<IconForms size={18} />} label={t`Fields`} />
        )}
        {administrator && (
          <NavigationLink to="/admin/calendars" icon={<IconCalendarTime size={18} />} label={t`Calendars`} />
        )}
        {administrator && (
          <NavigationLink to="/admin/sla" icon={<IconClockHour4 size={18} />} label={t`Service levels`} />
        )}
        {administrator && (
          <NavigationLink to="/admin/automation" icon={<IconRobot size={18} />} label={t`Automation`} />
        )}
        {administrator && (
          <NavigationLink
            to="/admin/queues"
            icon={<IconStack2 size={18} />}
            label={t`Queues without owner`}
          />
        )}
        {desks.map(({ key, name, icon }) => {
          const Shape = requestTypeIcons[icon] ?? IconLayoutGrid;
          return (
            <NavigationLink
              key={key}
              to="/admin/desks/$deskKey"
              params={{ deskKey: key }}
              icon={<Shape size={18} />}
              label={name}
            />
          );
        })}
      </NavigationSection>
      {administrator && (
        <NavigationSection label={t`System`}>
          <NavigationLink to="/admin/mail" icon={<IconMail size={18} />} label={t`Mail`} />
          <NavigationLink to="/admin/webhooks" icon={<IconWebhook size={18} />} label={t`Webhooks`} />
          <NavigationLink
            to="/admin/connected-systems"
            icon={<IconPlugConnected size={18} />}
            label={t`Connected systems`}
          />
          <NavigationLink to="/admin/events" icon={<IconBolt size={18} />} label={t`Events`} />
          <NavigationLink to="/admin/search" icon={<IconListSearch size={18} />} label={t`Search index`} />
        </NavigationSection>
      )}
    </>
  );
}
