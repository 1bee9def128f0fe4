import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { LiveAnswers } from './services/liveAnswers';
import { createQueryClient } from './services/queries';
import './styles/index.css';

const client = createQueryClient();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App client={client} answers={new LiveAnswers(client)} />
    </StrictMode>,
  );
}
