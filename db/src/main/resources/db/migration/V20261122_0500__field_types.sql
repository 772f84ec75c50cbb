-- Web addresses, email addresses, phone numbers, durations and amounts of money can be asked for.
alter table field.field drop constraint field_type_check;

alter table field.field add constraint field_type_check
    check (type in ('short_text', 'long_text', 'rich_text', 'url', 'email', 'phone', 'number', 'duration', 'money', 'date',
                    'date_time', 'choice', 'multi_choice', 'checkbox', 'person', 'file', 'priority'));
