package io.maru.workflow;

import java.util.List;

/** A version of a workflow as it is kept: the statuses by key, since they are rows of their own. */
record WorkflowDocument(String initial, List<String> statuses, List<Transition> transitions) {}
