import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  {
    // The id is that of the door.
    path: '/doors/:id/household',
    name: 'household-new',
    component: () => import('./NewHouseholdPage.vue'),
    meta: { title: 'register.newHousehold', form: true },
  },
  {
    path: '/households/:id',
    name: 'household',
    component: () => import('./HouseholdPage.vue'),
    meta: { title: 'register.household' },
  },
  {
    path: '/households/:id/edit',
    name: 'household-edit',
    component: () => import('./HouseholdEditPage.vue'),
    meta: { title: 'register.editHousehold', form: true },
  },
  {
    path: '/households/:id/residents/new',
    name: 'resident-new',
    component: () => import('./NewResidentPage.vue'),
    meta: { title: 'register.addResident', form: true },
  },
  {
    path: '/households/:id/residents/:resident',
    name: 'resident-edit',
    component: () => import('./ResidentEditPage.vue'),
    meta: { title: 'register.editResident', form: true },
  },
  {
    path: '/organisations/new',
    name: 'organisation-new',
    component: () => import('./NewOrganisationPage.vue'),
    meta: { title: 'register.newOrganisation', form: true },
  },
  {
    path: '/organisations/:id/edit',
    name: 'organisation-edit',
    component: () => import('./OrganisationEditPage.vue'),
    meta: { title: 'register.editOrganisation', form: true },
  },
  {
    path: '/organisations/:id/employees/new',
    name: 'employee-new',
    component: () => import('./NewEmployeePage.vue'),
    meta: { title: 'register.addEmployee', form: true },
  },
  {
    path: '/organisations/:id/employees/:employee',
    name: 'employee-edit',
    component: () => import('./EmployeeEditPage.vue'),
    meta: { title: 'register.editResident', form: true },
  },
  {
    path: '/organisations/:id',
    name: 'organisation',
    component: () => import('./OrganisationPage.vue'),
    meta: { title: 'register.organisation' },
  },
]

export default routes
