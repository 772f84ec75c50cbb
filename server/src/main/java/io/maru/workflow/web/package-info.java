@NullMarked
package io.maru.workflow.web;

import org.jspecify.annotations.NullMarked;
