document.title = 'A console'
