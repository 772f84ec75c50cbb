/**
 * Mail: what arrives, understood and filed on tickets, and which mails belong to which ticket, for whoever sends some. Desks have
 * mailboxes; {@link io.maru.mail.MailThreads} says where an answer belongs.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "people", "desk", "attachment", "ticket", "workflow"})
package io.maru.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
