import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { AskingProvider } from './components/Asking';
import { Boundary } from './components/Boundary';
import { Shell } from './components/Shell';
import { AccountPage } from './pages/AccountPage';
import { AskPage } from './pages/AskPage';
import { BookPage } from './pages/BookPage';
import { ChapterPage } from './pages/ChapterPage';
import { ConversationPage } from './pages/ConversationPage';
import { JoinPage } from './pages/JoinPage';
import { MissingPage } from './pages/MissingPage';
import { NewPasswordPage } from './pages/NewPasswordPage';
import { OperatorPage } from './pages/OperatorPage';
import { ShelfPage } from './pages/ShelfPage';
import { StatusPage } from './pages/StatusPage';
import { type Route, routeOf } from './services/addresses';
import type { LiveAnswers } from './services/liveAnswers';
import { useAddress } from './services/router';

export function App({ client, answers }: { client: QueryClient; answers: LiveAnswers }) {
  const { pathname } = useAddress();
  const route = routeOf(pathname);
  return (
    <QueryClientProvider client={client}>
      <AskingProvider answers={answers}>
        <Shell route={route}>
          <Boundary key={pathname} instead={<Stumbled />}>
            <Page route={route} />
          </Boundary>
        </Shell>
      </AskingProvider>
    </QueryClientProvider>
  );
}

function Page({ route }: { route: Route }) {
  switch (route.page) {
    case 'ask':
      return <AskPage />;
    case 'conversation':
      return <ConversationPage key={route.conversation} conversation={route.conversation} />;
    case 'shelf':
      return <ShelfPage />;
    case 'book':
      return <BookPage key={route.textbook} textbook={route.textbook} />;
    case 'chapter':
      return (
        <ChapterPage
          key={`${route.textbook}/${route.chapter}`}
          textbook={route.textbook}
          chapter={route.chapter}
        />
      );
    case 'account':
      return <AccountPage />;
    case 'new-password':
      return <NewPasswordPage />;
    case 'operator':
      return <OperatorPage />;
    case 'join':
      return <JoinPage />;
    case 'status':
      return <StatusPage />;
    case 'missing':
      return <MissingPage />;
  }
}

function Stumbled() {
  return (
    <div className="plain">
      <h1>This page stumbled</h1>
      <p className="lead">Something in it could not be shown. Your conversations are safe.</p>
      <button type="button" className="primary" onClick={() => window.location.reload()}>
        Load it again
      </button>
    </div>
  );
}
