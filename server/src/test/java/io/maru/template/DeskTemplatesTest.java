package io.maru.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maru.desk.Desk;
import io.maru.desk.NewDesk;
import io.maru.desk.RequestType;
import io.maru.desk.RequestTypeGroup;
import io.maru.desk.RequestTypes;
import io.maru.desk.TicketType;
import io.maru.field.FieldType;
import io.maru.field.FormField;
import io.maru.field.Forms;
import io.maru.people.CurrentPerson;
import io.maru.platform.Invalid;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.Transition;
import io.maru.workflow.Workflow;
import io.maru.workflow.Workflows;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MaruTest
class DeskTemplatesTest {

    @Autowired
    Desks desks;

    @Autowired
    io.maru.desk.Desks allDesks;

    @Autowired
    DeskTemplates templates;

    @Autowired
    RequestTypes requestTypes;

    @Autowired
    Forms forms;

    @Autowired
    Workflows workflows;

    @Test
    void anItDeskOffersEquipmentSoftwareAccessAccountsAndIncidentsOnThePortal() {
        Desk desk = desks.aDesk().create();

        assertThat(requestTypes.groupsOfDesk(desk.id()))
                .extracting(group -> group.name().en())
                .containsExactly("Trouble and questions", "Equipment", "Software", "Access", "Accounts");
        List<Long> groups = requestTypes.groupsOfDesk(desk.id()).stream()
                .map(RequestTypeGroup::id)
                .toList();
        assertThat(requestTypes.ofDesk(desk.id()).stream().filter(RequestType::offered))
                .hasSize(13)
                .allSatisfy(type -> assertThat(type.groupId()).isIn(groups))
                .extracting(RequestType::ticketType)
                .containsOnly(TicketType.SERVICE_REQUEST, TicketType.INCIDENT);
        assertThat(requestTypes.ofDesk(desk.id()).stream().filter(type -> !type.offered()))
                .extracting(RequestType::ticketType)
                .containsExactly(TicketType.PROBLEM, TicketType.CHANGE);
    }

    @Test
    void everyTextOfItIsThereInBothLanguages() {
        Desk desk = desks.aDesk().create();

        assertThat(requestTypes.ofDesk(desk.id())).allSatisfy(type -> {
            complete(type.name());
            complete(type.description());
            completeOrEmpty(type.help());
            assertThat(forms.form(type.formId()).fields()).isNotEmpty().allSatisfy(field -> {
                complete(field.label());
                completeOrEmpty(field.help());
                assertThat(field.field().options()).allSatisfy(option -> complete(option.name()));
            });
        });
        for (TicketType type : TicketType.values()) {
            Workflow workflow = workflows.forTicketType(desk.id(), type);
            complete(workflow.name());
            assertThat(workflow.statuses()).allSatisfy(status -> {
                complete(status.name());
                complete(status.customerName());
            });
            assertThat(workflow.transitions()).allSatisfy(transition -> complete(transition.name()));
        }
    }

    @Test
    void itsFormsAskWithFieldsOfManyTypes() {
        Desk desk = desks.aDesk().create();

        Set<FieldType> used = new HashSet<>();
        requestTypes
                .ofDesk(desk.id())
                .forEach(type -> forms.form(type.formId()).fields().stream()
                        .map(field -> field.field().type())
                        .forEach(used::add));
        assertThat(used)
                .contains(
                        FieldType.SHORT_TEXT,
                        FieldType.LONG_TEXT,
                        FieldType.RICH_TEXT,
                        FieldType.NUMBER,
                        FieldType.DATE,
                        FieldType.DATE_TIME,
                        FieldType.CHOICE,
                        FieldType.MULTI_CHOICE,
                        FieldType.CHECKBOX,
                        FieldType.PERSON,
                        FieldType.FILE,
                        FieldType.PRIORITY);
    }

    @Test
    void aFormsOwnWordingStandsBeforeTheFieldsName() {
        Desk desk = desks.aDesk().create();

        FormField summary = forms.form(
                        desks.requestType(desk, "Report an incident").formId())
                .fields()
                .getFirst();

        assertThat(summary.label().in(Language.KO)).isEqualTo("무엇이 안 되나요?");
        assertThat(summary.field().name().in(Language.KO)).isEqualTo("제목");
        assertThat(summary.required()).isTrue();
    }

    @Test
    void aCustomerCanWithdrawAndReopenAServiceRequest() {
        Desk desk = desks.aDesk().create();

        Workflow workflow = workflows.forTicketType(desk.id(), TicketType.SERVICE_REQUEST);

        assertThat(workflow.initialStatus().category()).isEqualTo(StatusCategory.NEW);
        assertThat(workflow.from(workflow.initialStatus()))
                .filteredOn(Transition::customer)
                .singleElement()
                .satisfies(withdraw -> {
                    assertThat(withdraw.set()).containsEntry("resolution", "withdrawn");
                    assertThat(workflow.status(withdraw.to()).category()).isEqualTo(StatusCategory.DONE);
                });
        assertThat(workflow.from(workflow.status("resolved")))
                .filteredOn(Transition::customer)
                .extracting(Transition::to)
                .containsExactly("in_progress");
    }

    @Test
    void everyKindOfWorkHasAWorkflowOnADeskWithoutTemplate() {
        Desk desk = desks.aDesk().empty().create();

        assertThat(workflows.ticketTypes(desk.id())).containsExactlyInAnyOrder(TicketType.values());
        assertThat(Arrays.stream(TicketType.values())
                        .map(type -> workflows
                                .forTicketType(desk.id(), type)
                                .initialStatus()
                                .category()))
                .containsOnly(StatusCategory.NEW);
        assertThat(requestTypes.ofDesk(desk.id())).isEmpty();
    }

    @Test
    void aDeskThatCannotBeFilledIsNotMade() {
        CurrentPerson me = desks.administrator();
        NewDesk wanted = new NewDesk("NOTEMPL", new LocalizedText(null, "No template"), null, null, null);

        assertThatThrownBy(() -> templates.create(me, wanted, "nonsense", null))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(violation -> violation.pointer() + " " + violation.code())
                                .containsExactly("/template template_unknown"));
        assertThat(allDesks.byKey("NOTEMPL")).isEmpty();
    }

    private static void complete(LocalizedText text) {
        assertThat(text.ko())
                .as("Korean beside '%s'", text.en())
                .isNotBlank()
                .matches(korean -> korean.codePoints()
                                .anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HANGUL)
                        || korean.equals(text.en()));
        assertThat(text.en())
                .as("English beside '%s'", text.ko())
                .isNotBlank()
                .matches(english -> english.codePoints()
                        .noneMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HANGUL));
    }

    private static void completeOrEmpty(LocalizedText text) {
        if (!text.isEmpty()) {
            complete(text);
        }
    }
}
