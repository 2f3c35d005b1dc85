"""What the triggers of the notices know of merged records: a condition in SQL on the rows OLD and NEW."""

# Both applications are one person's: one of them is the duplicate of the other.
OF_ONE_PERSON = """EXISTS (
    SELECT 1 FROM applications_application a
    WHERE (a.id = OLD.application_id AND a.duplicate_of_id = NEW.application_id)
       OR (a.id = NEW.application_id AND a.duplicate_of_id = OLD.application_id)
)"""
