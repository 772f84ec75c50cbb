package io.maru.calendar;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may set.
 *
 * @param innerHosts names of hosts inside one's own network from which holidays may be fetched, over HTTP too; all others there are
 *     not, because whoever shapes calendars shall not reach what only the server can
 * @param timeout how long fetching may take
 */
@ConfigurationProperties("maru.calendars")
record CalendarProperties(
        @DefaultValue Set<String> innerHosts,
        @DefaultValue("20s") Duration timeout) {}
