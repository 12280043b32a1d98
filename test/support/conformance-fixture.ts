export { conformanceEvents, createConformanceServer } from './conformance-fixture/index.js';
