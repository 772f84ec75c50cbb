/**
 * Fields and the forms made of them: what can be asked, in which words, and whether an answer is acceptable. A form
 * never changes; saving one makes a new one, so that an old request keeps the form it was sent with.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: web", "people", "expression"})
package io.maru.field;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
