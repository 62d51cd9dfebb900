"""Schemas of the YAML files: the fields of each, their types, which are required, and what they are for.

Used by validation, by the messages, and by the JSON Schemas for editors' tools (`editor_schemas`).
"""

from generator.loading.schemas.common import ASSIGNED_OFFICE as ASSIGNED_OFFICE
from generator.loading.schemas.common import EXCEPTIONS as EXCEPTIONS
from generator.loading.schemas.common import TARGET as TARGET
from generator.loading.schemas.measurements import CORRECTION as CORRECTION
from generator.loading.schemas.measurements import MEASUREMENTS as MEASUREMENTS
from generator.loading.schemas.measurements import PART_RESULT as PART_RESULT
from generator.loading.schemas.measurements import RESULT as RESULT
from generator.loading.schemas.objective import DOCUMENT_WORDING as DOCUMENT_WORDING
from generator.loading.schemas.objective import INDICATOR as INDICATOR
from generator.loading.schemas.objective import OBJECTIVE as OBJECTIVE
from generator.loading.schemas.objective import OFFICE_TARGET as OFFICE_TARGET
from generator.loading.schemas.objective import STEP as STEP
from generator.loading.schemas.plan import BODY as BODY
from generator.loading.schemas.plan import CODE_FORMS as CODE_FORMS
from generator.loading.schemas.plan import DOCUMENT as DOCUMENT
from generator.loading.schemas.plan import DRAFT as DRAFT
from generator.loading.schemas.plan import NEWS as NEWS
from generator.loading.schemas.plan import OWN_FIELD as OWN_FIELD
from generator.loading.schemas.plan import PLAN as PLAN
from generator.loading.schemas.plan import POLICY as POLICY
from generator.loading.schemas.registers import AREA as AREA
from generator.loading.schemas.registers import MISSION as MISSION
from generator.loading.schemas.registers import OFFICES as OFFICES
from generator.loading.schemas.registers import PROGRAMME as PROGRAMME
from generator.loading.schemas.registers import REGISTERED as REGISTERED
from generator.loading.schemas.revisions import REVISED_INDICATOR as REVISED_INDICATOR
from generator.loading.schemas.revisions import REVISED_OFFICE as REVISED_OFFICE
from generator.loading.schemas.revisions import REVISED_STEP as REVISED_STEP
from generator.loading.schemas.revisions import REVISION as REVISION
