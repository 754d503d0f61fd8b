// What columns of a list of colleagues are called: CRM users and owners, HR lists, lists of reps made by hand.
import type { HeaderTable } from './header-words.ts'

export const peopleHeaders: HeaderTable<'people'> = {
  externalId: {
    salesforce: 'Id | User ID | ID utilisateur | UserId',
    hubspot: 'Id | owner_id | ownerId | hubspot_owner_id | HubSpot Owner ID | Record ID | id_owner',
    dynamics: '(Do Not Modify) User | (Ne pas modifier) Utilisateur | systemuserid',
    odoo: 'External ID | ID externe',
    any: 'Employee ID | EmployeeID | EmpID | Rep ID | Agent ID | Sales Rep ID | Matricule | ID employé | ID salarié | Staff ID | Person ID | ID commercial | Code commercial | Code vendeur | Employee Number | N° salarié | EmployeeKey | Salesperson ID | ID vendeur | Seller ID',
    weak: 'Id | Identifiant | Number | N° | Code | Key | Login | Username | Employee National ID Alternate Key',
  },
  email: {
    salesforce: 'User: Email',
    dynamics: 'Primary Email | internalemailaddress | E-mail principal | Courrier électronique principal',
    odoo: 'login | Login | work_email | Work Email',
    any: 'Email | E-mail | Mail | Courriel | Email Address | Adresse e-mail | Adresse email | Adresse mail | Work Email | E-mail professionnel | Rep Email | Owner Email | User Email | Email commercial | ADEmail | Professional Email | Person Email',
    weak: 'Username | User Name | Login',
  },
  name: {
    salesforce: 'Name | Full Name | Nom complet | User: Full Name',
    any: 'Sales Agent | Sales Rep | Rep Name | Rep | Full Name | Display Name | Nom complet | Nom et prénom | Prénom et nom | Nom Prénom | Prénom Nom | Employee Name | Employee | Salesperson | Sales Representative | Commercial | Vendeur | Collaborateur | Agent | Agent Name | User | Utilisateur | Owner Name | Seller | Salarié | Nom du commercial | Account Executive | Conseiller | Account Manager | Person | Personne | Sales Person | Nom affiché | Team Member | Member',
    weak: 'Name | Nom | Alias',
  },
  firstName: { any: 'First Name | Firstname | Prénom | Given Name | Forename' },
  lastName: { any: 'Last Name | Lastname | Nom de famille | Surname | Family Name', weak: 'Nom' },
  job: {
    salesforce: 'Profile | Profile: Name | Profil',
    any: 'Role | Rôle | Job | Job Title | Title | Titre | Poste | Intitulé du poste | Fonction | Position | Métier | Function | Seniority | Emploi | Intitulé de poste',
    weak: 'profile_id | Job Function Description | user_type',
  },
  team: {
    salesforce: 'User Role | Role Name | UserRole.Name | UserRole Name | Role: Name | Nom du rôle',
    hubspot: 'HubSpot Team | Main team | Primary Team | Équipe principale | Équipe HubSpot | hubspot_team_id',
    odoo: 'Sales Team | Équipe commerciale | team_id | team_id/name | sale_team_id | crm_team_id',
    any: 'Team | Équipe | Team Name | Nom de l’équipe | Sales Team | Squad | Group | Groupe | Pôle | Sales Group | Business Unit | BU',
    weak: 'Department | Département | Service | Division | Direction | Department Name | Unit | Segment',
  },
  region: {
    any: 'Region | Région | Regional Office | Territory | Territoire | Zone | Secteur | Agence | Office | Bureau | Bureau régional | Sales Territory | Area | Location | Site',
    weak: 'Country | Pays | State | City | Ville | Sales Territory Key',
  },
  manager: {
    salesforce: 'ManagerId | Manager ID | Manager: Full Name | ID du manager | Responsable : Nom complet',
    any: 'Manager | Manager Email | Manager Name | Supervisor | Sales Manager | Responsable | Reports To | N+1 | Superviseur | Chef d’équipe | Team Lead | Team Leader | Boss | Responsable hiérarchique | Line Manager | Nom du manager | E-mail du manager | Directeur | Managed By',
    weak: 'Parent Employee Key | delegated_approver_id | Head',
  },
  hiredOn: {
    any: 'Hire Date | Hired On | Hired | Date d’embauche | Embauché le | Date d’entrée | Date d’arrivée | Arrivée | Arrivé le | Start Date | Date d’entrée dans l’entreprise | Joining Date | Join Date | Date Joined | Joined On | Entrée | Date de début | Date début contrat | Date of Joining',
  },
  leftOn: {
    any: 'Leave Date | Left On | Termination Date | Exit Date | Date de départ | Départ | Date de sortie | Sortie | Parti le | Leaving Date | Last Day | End Date | Date de fin | Date fin contrat | Departure Date',
  },
  teamFrom: {
    any: 'In Team Since | Dans l’équipe depuis | Team Since | Team Start Date | Since | Depuis | Date d’entrée dans l’équipe',
  },
  isActive: {
    salesforce: 'IsActive | Active | Actif',
    hubspot: 'is_active',
    any: 'Active | Is Active | Actif | Active? | Enabled | Actif ? | Current Flag',
  },
}
